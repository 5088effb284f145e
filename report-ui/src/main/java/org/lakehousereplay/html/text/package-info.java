/** What the report says, in the languages it speaks. Nothing of a run may come in. */
package org.lakehousereplay.html.text;
