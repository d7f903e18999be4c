using System.Globalization;
using LogStats.Elf;
using LogStats.Tests.Follow;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Watch;

/// <summary>A folder with access logs, and watches over it that can be stopped and started.</summary>
internal sealed class WatchedLogs : IDisposable
{
    private readonly TempFolder _folder = new();

    public WatchedLogs() => Options = new ElfWatchOptions
    {
        Paths = [File()],
        From = FollowStart.Beginning,
        Timeout = TimeSpan.Zero,
        Store = Store,
        Elf = new ElfOptions { TimeZone = TimeZoneInfo.Utc },
        Remark = Remarks.Add,
    };

    public HastyClock Clock { get; } = new(new(2026, 11, 21, 0, 0, 30, TimeSpan.Zero));

    public MemoryCheckpoints Store { get; } = new();

    public ElfWatchOptions Options { get; set; }

    public List<string> Remarks { get; } = [];

    public string File(string name = "access.log") => _folder.File(name);

    /// <summary>A request at a time of the day before the clock's, or of the clock's own with <c>+</c> before it.</summary>
    public static string Line(string time, string path = "/") => string.Create(CultureInfo.InvariantCulture,
        $"192.0.2.7 - - [{(time.StartsWith('+') ? 21 : 20)}/Nov/2026:{time.TrimStart('+')} +0000] \"GET {path} HTTP/1.1\" 200 12\n");

    public WatchedLogs Append(params string[] lines) => AppendTo("access.log", lines);

    public WatchedLogs AppendTo(string name, params string[] lines)
    {
        System.IO.File.AppendAllText(File(name), string.Concat(lines));
        return this;
    }

    /// <summary>The rounds of one watch, each as its first moment and its calls.</summary>
    /// <param name="take">How many to take before the process ends without a word; all of them if left out.</param>
    public string Rounds(int take = int.MaxValue, CancellationToken stop = default)
    {
        using ElfWatch watch = new(Options, Clock);
        List<string> rounds = [];
        foreach (ElfSummary round in watch.Rounds(stop))
        {
            rounds.Add(string.Create(CultureInfo.InvariantCulture, $"{round.Round!.Started:HH:mm}={round.Calls}"));
            if (rounds.Count == take)
            {
                break;
            }
        }

        return string.Join(' ', rounds);
    }

    public void Dispose() => _folder.Dispose();
}
