/**
 * Changes of metrics against older versions as they are shown, and what to write to declare them. Templates only lay it
 * out; nothing may be judged anew here.
 */
package org.lakehousereplay.html.change;
