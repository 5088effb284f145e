/** The plugin in real Maven builds: one test class for each thing that a user does. */
package org.lakehousereplay.it;
