/**
 * The pages of the report as values: what stands where, in the reader's language, every text fit to be read. Templates
 * only lay it out. No file is read or written here.
 */
package org.lakehousereplay.html.page;
