/**
 * The inbox: which files are read, how they are taken apart into events, and where they go then. Changes with what files people drop;
 * knows accept and event.
 */
package io.pardotroutes.ingest.file;
