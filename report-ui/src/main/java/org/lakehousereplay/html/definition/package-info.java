/** How a metric is computed: its raw sources, the SQL of its models in the order in which they run, and what was edited. */
package org.lakehousereplay.html.definition;
