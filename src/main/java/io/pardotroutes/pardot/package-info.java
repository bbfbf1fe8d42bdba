/** The Pardot API, whichever version: what a version is asked, a request, a reply, and a class of error for each thing to do. No Camel, no HTTP client. */
package io.pardotroutes.pardot;
