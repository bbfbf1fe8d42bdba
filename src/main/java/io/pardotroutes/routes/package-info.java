/**
 * Route files in a running context: checked, rehearsed, replaced under load, put back. The only room that knows the inside of Camel's
 * {@code direct:} and {@code seda:}; knows destination, event, prospect, files and settings.
 */
package io.pardotroutes.routes;
