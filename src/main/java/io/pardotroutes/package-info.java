/** Where it begins: {@code main} and the root of the command line. Knows the bundle, the commands and the sandbox; nothing knows it. */
package io.pardotroutes;
