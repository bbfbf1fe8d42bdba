/** Which broker it is, and everything that leans on Artemis' inside: no other room sees its classes. Knows settings. */
package io.pardotroutes.broker;
