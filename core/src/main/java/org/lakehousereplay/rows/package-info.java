/**
 * Text files with rows, CSV and JSON lines, read in Java with an eye on lines.
 *
 * <p>Values stay text; types and tables are somebody else's. For engines that must say which line is to blame, and for
 * those who write such files.
 */
package org.lakehousereplay.rows;
