using System.Globalization;
using System.Management.Automation;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Moves a checkpoint, so that the next start reads from elsewhere.</summary>
[Cmdlet(VerbsCommon.Reset, "LogCheckpoint", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ResetLogCheckpointCommand : LogStatsCommand
{
    private const string NameSet = "Name";
    private const string InputSet = "InputObject";

    private readonly List<(string Name, string? Path)> _asked = [];

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet, HelpMessage = Words.CheckpointName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet, HelpMessage = Words.CheckpointObject)]
    public LogCheckpoint[] InputObject { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, HelpMessage = Words.CheckpointTo)]
    [ArgumentCompleter(typeof(CheckpointPlaceCompleter))]
    [ValidateNotNullOrEmpty]
    public string To { get; set; } = "";

    protected override void ProcessRecord() => _asked.AddRange(ParameterSetName == InputSet
        ? InputObject.Select(static kept => (kept.Name, (string?)kept.Path))
        : Name.Select(static name => (name, (string?)null)));

    protected override void EndProcessing()
    {
        Func<FollowPosition, FollowPosition> move = OrEnd(Move);
        foreach (IGrouping<string, string?> asked in _asked.GroupBy(static one => one.Name, static one => one.Path))
        {
            try
            {
                Reset(asked.Key, [.. asked], move);
            }
            catch (LogStatsException fault)
            {
                Report(fault, asked.Key);
            }
        }
    }

    /// <summary>Of one name, all in one stroke. A path of null means every path of the name.</summary>
    private void Reset(string name, HashSet<string?> paths, Func<FollowPosition, FollowPosition> move)
    {
        IReadOnlyList<LogCheckpoint> all = KeptCheckpoints.All(Clock);
        if (!all.Any(kept => kept.Name == name))
        {
            throw Fail.CheckpointUnknown(name, all.Select(static kept => kept.Name).Distinct());
        }

        ICheckpointStore store = KeptCheckpoints.Open(Clock);
        try
        {
            using IDisposable hold = store.Hold(name);
            List<FollowPosition> moved = [];
            foreach (FollowPosition at in store.Load(name).Where(at => paths.Contains(null) || paths.Contains(at.Path)))
            {
                if (ShouldProcess($"checkpoint '{name}' of '{at.Path}', now at byte {at.Offset:N0}", $"Go on at {To}"))
                {
                    moved.Add(move(at));
                }
            }

            if (moved.Count > 0)
            {
                OrEnd(store.SaveAsync(name, moved, [], "", Stop));
            }
        }
        finally
        {
            (store as IDisposable)?.Dispose();
        }
    }

    private Func<FollowPosition, FollowPosition> Move() => To.ToUpperInvariant() switch
    {
        "BEGINNING" => CheckpointReset.Beginning,
        "END" => CheckpointReset.End,
        _ => long.TryParse(To, NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            ? at => CheckpointReset.Offset(at, offset)
            : throw Fail.Value("-To", To, "Beginning, End or the number of a byte"),
    };
}
