/** How anything leaves this machine: which certificates are trusted, and through which proxy. Knows settings. */
package io.pardotroutes.outgoing;
