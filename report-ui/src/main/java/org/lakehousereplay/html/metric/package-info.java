/**
 * A metric as it is explored: its time line, the windows that differ, the raw rows behind them, and the data that a
 * script reads. Pages around it, and what is not of one metric, may not come in.
 */
package org.lakehousereplay.html.metric;
