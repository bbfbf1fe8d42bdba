/** Pages that people open in a browser, on the console port. */
package io.pardotroutes.console;
