using System.Globalization;
using LogStats.Agent.Terminal;
using LogStats.Faults;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Text;

namespace LogStats.Agent.Inputs;

/// <summary>A target that rows are given to, and what it would not take.</summary>
internal sealed class OpenTarget : IAsyncDisposable
{
    private readonly RefusedRowFile? _kept;
    private readonly string? _keptIn;
    private readonly ToldFaults _told;

    private OpenTarget(ISink sink, string shown, RefusedRows refused, RefusedRowFile? kept, string? keptIn, ToldFaults told)
    {
        _told = told;
        (Sink, Shown, Refused) = (sink, shown, refused);
        (_kept, _keptIn) = (kept, keptIn);
    }

    public ISink Sink { get; }

    /// <summary>What it is called, without what may be secret in it.</summary>
    public string Shown { get; }

    public RefusedRows Refused { get; }

    /// <param name="screen">Gets what goes to standard output.</param>
    /// <param name="target">The target's text.</param>
    /// <param name="rejects">A file for refused rows, or null.</param>
    /// <param name="options">What the verb adds to the target; the rest is the same for all verbs.</param>
    /// <param name="stop">Ends the waiting for a target that is away.</param>
    /// <exception cref="LogStatsException">It names no target, or the target cannot be reached.</exception>
    public static async Task<OpenTarget> OpenAsync(Screen screen, string target, string? rejects, TargetOptions options, CancellationToken stop)
    {
        RefusedRowFile? kept = rejects is null ? null : new RefusedRowFile(rejects);
        RefusedRows refused = new(kept);
        if (Target.Parse(target).HasPassword)
        {
            screen.Note("warning: every user of this machine can read the password in this command while it runs; "
                + "leave it out and use a password file or a variable, such as ~/.pgpass or PGPASSWORD");
        }

        ToldFaults told = new(screen);
        ISink sink = TargetCatalog.Open(target, options with
        {
            StandardOutput = () => screen.Stream,
            Refused = refused,
            Note = text => screen.Note(LineText.Show(text)),
            Report = told.Add,
        });
        OpenTarget opened = new(sink, Target.Parse(target).Shown, refused, kept, rejects, told);
        try
        {
            await sink.PrepareAsync(stop);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells how many rows were refused, if any were; the exit code that follows from it.</summary>
    public int Tell(Screen screen, int exitCode)
    {
        if (Refused.Count == 0)
        {
            return exitCode == ExitCode.Done && _told.Any ? ExitCode.PartlyDone : exitCode;
        }

        screen.Tell(Fail.RowsRefused(Shown, Refused.Count, Refused.FirstReason ?? "", _keptIn));
        return exitCode == ExitCode.Done ? ExitCode.PartlyDone : exitCode;
    }

    /// <summary>"12 records stored in …, 3 were there already".</summary>
    public string Account(SinkAnswer answer, string what) => string.Create(CultureInfo.InvariantCulture,
        $"{Amount.Of(answer.Stored, what)} stored in {Shown}, {answer.AlreadyThere:N0} were there already");

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        _kept?.Dispose();
    }
}
