using System.IO.Compression;
using LogStats.Agent.Terminal;
using LogStats.Archive;
using LogStats.Archive.Tidy;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Agent.Inputs;

/// <summary>One round over what was delivered: compress, remove, and see how much is not delivered. What went wrong is told once while it lasts.</summary>
internal sealed class ArchiveRound(Screen screen, string directory, TimeProvider clock)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private HashSet<string> _now = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private bool _isOver;

    public TimeSpan? CompressAfter { get; init; }

    public TimeSpan? RemoveAfter { get; init; }

    public long? Quota { get; init; }

    public CompressionLevel Level { get; init; }

    public bool DryRun { get; init; }

    public bool Quiet { get; init; }

    /// <exception cref="LogStatsException">There is nothing to do.</exception>
    public void Check()
    {
        if (CompressAfter is null && RemoveAfter is null && Quota is null)
        {
            throw Fail.Value("what to do with delivered files", "nothing", "--compress-after SPAN, --remove-after SPAN, --quota SIZE, or several of them");
        }
    }

    /// <summary>The exit code of a run of one round.</summary>
    public int Run(CancellationToken stop)
    {
        _now = new HashSet<string>(StringComparer.Ordinal);
        _shown.Clear();
        long failed = 0;
        if (CompressAfter is not null || RemoveAfter is not null)
        {
            using ArchiveTidying tidying = new(directory, clock, DryRun);
            if (RemoveAfter is { } remove)
            {
                failed += Tell(tidying.Remove(remove, part => Asks("removed", part), part => Done("removed", part), Fault, stop), "removed");
            }

            if (CompressAfter is { } compress)
            {
                failed += Tell(tidying.Compress(compress, Level, part => Asks("compressed", part), part => Done("compressed", part), Fault, stop), "compressed");
            }
        }

        bool isOver = CheckQuota();
        _told.IntersectWith(_now);
        _told.UnionWith(_now);
        return failed > 0 ? ExitCode.Failed : isOver ? ExitCode.PartlyDone : ExitCode.Done;
    }

    /// <summary>One of many rounds: what cannot be done now may be the next time.</summary>
    public void RunAgain(CancellationToken stop)
    {
        try
        {
            _ = Run(stop);
        }
        catch (LogStatsException fault)
        {
            Fault(fault);
        }
    }

    private bool CheckQuota()
    {
        LogStatsException? over = Quota is { } quota ? ArchiveQuota.Exceeded(directory, quota) : null;
        if (over is not null && !_isOver)
        {
            screen.Tell(over);
        }
        else if (over is null && _isOver)
        {
            screen.Note("what is not delivered is within the quota again");
        }

        _isOver = over is not null;
        return _isOver;
    }

    private long Tell(TidyCounts counts, string what)
    {
        foreach (string remark in counts.Remarks())
        {
            Once(remark, () => screen.Warn(remark));
        }

        if (!Quiet && !DryRun && counts.Done > 0)
        {
            screen.Note($"{Amount.Of(counts.Done, "file")} {what}: {ByteSize.Text(counts.Freed)} less");
        }

        return counts.Failed;
    }

    private bool Asks(string what, ArchivePart part)
    {
        // What would be removed is not compressed.
        if (DryRun && _shown.Add(part.Path))
        {
            screen.Out.WriteLine($"would be {what}: {LineText.Show(part.Path)}");
            screen.Out.Flush();
        }

        return !DryRun;
    }

    private void Done(string what, ArchivePart part)
    {
        if (screen.ErrorIsTerminal && !Quiet)
        {
            screen.Note($"{LineText.Show(part.Path)}: {what}");
        }
    }

    private void Fault(LogStatsException fault) => Once(fault.Message, () => screen.Tell(fault));

    private void Once(string text, Action tell)
    {
        _ = _now.Add(text);
        if (_told.Add(text))
        {
            tell();
        }
    }
}
