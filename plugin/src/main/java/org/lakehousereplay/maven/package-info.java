/**
 * The goals of the plugin: thin shells that turn parameters into values, call the library and turn its verdict into
 * Maven's exceptions.
 *
 * <p>The only package that knows Maven. No rule about pipelines, fixtures or metrics may come in.
 */
package org.lakehousereplay.maven;
