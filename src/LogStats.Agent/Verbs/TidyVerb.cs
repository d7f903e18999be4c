using System.CommandLine;
using System.IO.Compression;
using LogStats.Agent.Inputs;
using LogStats.Agent.Terminal;
using LogStats.Archive.Tidy;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Scan;

namespace LogStats.Agent.Verbs;

/// <summary>Compresses and removes what was delivered long enough ago.</summary>
internal sealed class TidyVerb : Command
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly Argument<string> _directory = new("directory") { Description = "The directory that the receiver writes to" };
    private readonly Option<string?> _compress = One("--compress-after", "Compress files that were delivered and not changed for so long, such as 3h", "span");
    private readonly Option<string?> _remove = One("--remove-after", "Remove files that were delivered and not changed for so long, such as 4h", "span");
    private readonly Option<string?> _quota = SizeOption.Create("--quota", "Tell when more than this is not delivered; nothing of it is ever removed");
    private readonly Option<string?> _level = One("--level", "How hard to compress: fastest, optimal (the default) or smallest", "level");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show what would be compressed and removed" };
    private readonly Option<bool> _once = new("--once") { Description = "Do it once and end (the default without --interval)" };
    private readonly Option<string?> _interval = One("--interval", "Do it again and again, each so long after the last, from 1s to 1d", "span");
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing but warnings" };

    public TidyVerb()
        : base("tidy", "Compress and remove what a receiver keeps, once it is delivered and old enough")
    {
        Add(_directory);
        foreach (Option option in (Option[])[_compress, _remove, _quota, _level, _dryRun, _once, _interval, _quiet])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        TimeSpan? interval = Span(parsed, _interval);
        if (interval is { } span && (span < s_shortest || span > s_longest))
        {
            throw Fail.Value("--interval", $"{span}", "a span from 1s to 1d, such as 10m");
        }

        ArchiveRound round = new(Screen.Default, RealDirectory.Of(parsed.GetRequiredValue(_directory)), TimeProvider.System)
        {
            CompressAfter = Span(parsed, _compress),
            RemoveAfter = Span(parsed, _remove),
            Quota = SizeOption.Read(parsed, _quota, 1, long.MaxValue >> 1),
            Level = parsed.GetValue(_level) switch
            {
                null or "optimal" => CompressionLevel.Optimal,
                "fastest" => CompressionLevel.Fastest,
                "smallest" => CompressionLevel.SmallestSize,
                string other => throw Fail.Value("--level", other, "fastest, optimal or smallest"),
            },
            DryRun = parsed.GetValue(_dryRun),
            Quiet = parsed.GetValue(_quiet),
        };
        round.Check();
        try
        {
            ServiceNotice.Ready();
            int code = round.Run(stop);
            while (interval is { } wait && !parsed.GetValue(_once))
            {
                await Task.Delay(wait, TimeProvider.System, stop);
                round.RunAgain(stop);
            }

            return code;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && interval is not null)
        {
            ServiceNotice.Stopping(); // That is how it ends; what was begun is whole.
            return ExitCode.Done;
        }
    }

    private static TimeSpan? Span(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is string text ? TimeText.ReadSpan(option.Name, text) : null;

    private static Option<string?> One(string name, string description, string value) => new(name) { Description = description, HelpName = value };
}
