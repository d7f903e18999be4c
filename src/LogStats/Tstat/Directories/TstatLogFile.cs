using LogStats.Follow;

namespace LogStats.Tstat.Directories;

/// <summary>A log in a directory: which file it was, how long and how old, links followed.</summary>
internal readonly record struct TstatLogFile(string Path, FileIdentity Identity, long Length, DateTimeOffset LastWrite);
