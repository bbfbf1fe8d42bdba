/** The Pardot API, versions 3 and 4: requests as path and form, one reading of every answer, and a class of error for each thing to do. No Camel, no HTTP client. */
package io.pardotroutes.pardot;
