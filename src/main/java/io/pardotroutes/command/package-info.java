/** One class a command of {@code bin/pardot-routes}. What a command does is done by the rooms that it calls; nothing knows this one. */
package io.pardotroutes.command;

