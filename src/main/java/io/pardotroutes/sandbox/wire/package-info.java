/** How the sandbox speaks: forms, JSON, XML, Pardot's codes, faults, and the log of what was asked. Knows no other room. */
package io.pardotroutes.sandbox.wire;
