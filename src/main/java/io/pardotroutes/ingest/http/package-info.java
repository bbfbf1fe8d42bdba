/**
 * Beans of the HTTP routes: calls of Segment's API and its webhooks read and answered. Changes with what Segment's libraries send; knows
 * ingest.keys, accept and event.
 */
package io.pardotroutes.ingest.http;
