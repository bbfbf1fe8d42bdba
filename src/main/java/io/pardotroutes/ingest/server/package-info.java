/**
 * What stands before Camel on the ingest port: connections, TLS, limits, and the refusal of what reaches no route. Leans on Vert.x and
 * Netty, and changes with them; knows ingest.http, ingest.keys, destination, event, files and settings.
 */
package io.pardotroutes.ingest.server;

