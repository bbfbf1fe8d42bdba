/** How anything leaves this machine: which certificates are trusted, and through which proxy. Knows no other room. */
package io.pardotroutes.outgoing;
