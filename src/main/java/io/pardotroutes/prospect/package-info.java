/**
 * From an event to a prospect write: the field map, who the event is about, merging, and the choice among prospects that share an
 * e-mail. No Camel, no I/O.
 */
package io.pardotroutes.prospect;
