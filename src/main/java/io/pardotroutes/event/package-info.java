/** The Segment message: reading, validation, time, integrations, filter and group key. No Camel, no I/O. */
package io.pardotroutes.event;
