/**
 * Steps on the file system that several packages take. What the files mean, and what to tell a user when a step fails,
 * may not come in.
 */
package org.lakehousereplay.files;
