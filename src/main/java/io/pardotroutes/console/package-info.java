/** Pages that people open in a browser, on the console port, and what guards it. Knows auth, destination, secret and settings. */
package io.pardotroutes.console;
