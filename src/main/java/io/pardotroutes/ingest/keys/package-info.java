/** Who may send: write keys of the settings and of their file, known by their hashes. Knows files and settings. */
package io.pardotroutes.ingest.keys;
