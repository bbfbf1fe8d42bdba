/**
 * A local Pardot (API versions 3 and 4) and Salesforce sign-in, in memory, over HTTP. It shares no code with the client that is
 * tried against it, so that the two can't share a mistake.
 *
 * <p>Thread safety: one event loop thread serves every connection and timer, and all state is touched on that thread only.
 */
package io.pardotroutes.sandbox;
