using LogStats.Alerts;
using LogStats.Scan;

namespace LogStats.PgBouncer.Watching;

/// <summary>Compares what the logs say the time is with this machine's clock, and tells where they do not agree.</summary>
internal sealed class WatchClocks(WatchLines lines, Action<string>? remark)
{
    /// <summary>Logs that were there before the watch: the time at which each was written last shows how late its lines are.</summary>
    public void Found()
    {
        foreach (WatchedPath path in lines.Paths)
        {
            if (path.Newest != 0 && File.Exists(path.Path) && path.Clock.Found(path.Newest, File.GetLastWriteTimeUtc(path.Path).Ticks))
            {
                Tell(path);
            }
        }
    }

    /// <summary>Lines that came just now: the newest of each log shows how late it is.</summary>
    public void Came(long now)
    {
        foreach (WatchedPath path in lines.Paths)
        {
            if (path.Newest != 0 && path.Clock.Came(path.Newest, now))
            {
                Tell(path);
            }
        }
    }

    /// <summary>This machine's own clock went on or back by so much at once.</summary>
    public void Leapt(TimeSpan leap)
        => remark?.Invoke($"This machine's clock went {(leap > TimeSpan.Zero ? "on" : "back")} by {SpanText.Of(leap.Duration())} at once, "
            + "because it was set or the machine slept. How long everybody has been away is counted as before.");

    private void Tell(WatchedPath path)
    {
        TimeSpan off = TimeSpan.FromTicks(path.Clock.Correction);
        remark?.Invoke(off == TimeSpan.Zero
            ? $"'{path.Path}': its times agree with this machine's clock again."
            : $"'{path.Path}': its times are {SpanText.Of(off.Duration())} {(off < TimeSpan.Zero ? "ahead of" : "behind")} this machine's clock, "
                + "or its lines come so late. They are counted as if they were right now; check its clock, and the time zone if its lines name none.");
    }
}
