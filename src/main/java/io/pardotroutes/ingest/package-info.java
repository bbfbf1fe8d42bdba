/** The doors: what senders send over HTTP, in files and over JMS is read here, and answered once the queue has it. */
package io.pardotroutes.ingest;

