/**
 * What is remembered, in files of its own: the door has to work while a database is away. Callers see {@code store} alone, which it knows.
 */
package io.pardotroutes.store.file;
