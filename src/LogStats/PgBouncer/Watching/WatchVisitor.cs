using LogStats.Scan;

namespace LogStats.PgBouncer.Watching;

/// <summary>Hands each message to the watch, with the log that it stands in.</summary>
internal readonly struct WatchVisitor(WatchLines lines, WatchedPath path) : ILineVisitor<PgBouncerLine>
{
    public void Visit(in PgBouncerLine view, ReadOnlySpan<byte> line, long offset) => lines.Take(path, in view);
}
