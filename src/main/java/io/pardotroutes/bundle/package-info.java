/**
 * Puts all of it together: what is made in which order, what is bound under which name, and what is said at the start. Knows every room
 * but the commands.
 */
package io.pardotroutes.bundle;

