using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>
/// A progress bar by bytes: shown once reading has taken a second, and at most five times a second. Belongs to the
/// pipeline thread.
/// </summary>
internal sealed class ByteProgress(Cmdlet command, string activity, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly long _start = clock.GetTimestamp();
    private long _shown;
    private bool _open;

    /// <summary>The shortest time between two changes of the bar.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(200);

    public void Move(string input, long consumed, long? length)
    {
        long now = clock.GetTimestamp();
        if (clock.GetElapsedTime(_start, now) < s_patience || (_open && clock.GetElapsedTime(_shown, now) < Pause))
        {
            return;
        }

        _open = true;
        _shown = now;
        command.WriteProgress(new ProgressRecord(0, activity, input)
        {
            PercentComplete = length > 0 ? (int)Math.Min(100, 100.0 * consumed / length.Value) : -1,
            CurrentOperation = length > 0 ? $"{ByteSize.Text(consumed)} of {ByteSize.Text(length.Value)}" : ByteSize.Text(consumed),
        });
    }

    /// <summary>Takes the bar away.</summary>
    public void End()
    {
        if (_open)
        {
            _open = false;
            command.WriteProgress(new ProgressRecord(0, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
