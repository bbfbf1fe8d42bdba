/** Secrets at rest: encrypted files and the keys that open them. Knows no other room. */
package io.pardotroutes.secret;
