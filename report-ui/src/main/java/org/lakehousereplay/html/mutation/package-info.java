/**
 * What the fixtures of a metric would miss: the SQL of its models with marks in the margin, the changes that nobody
 * noticed with rows that would notice them, and what the fixtures reach.
 */
package org.lakehousereplay.html.mutation;
