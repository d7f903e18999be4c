#nullable disable

namespace System.Management.Automation;

/// <summary>One report of progress. Percent is refused above 100, as PowerShell refuses it.</summary>
public class ProgressRecord
{
    private int _percentComplete = -1;

    public ProgressRecord(int activityId, string activity, string statusDescription)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(activityId);
        ArgumentException.ThrowIfNullOrEmpty(activity);
        ArgumentException.ThrowIfNullOrEmpty(statusDescription);
        ActivityId = activityId;
        Activity = activity;
        StatusDescription = statusDescription;
    }

    public int ActivityId { get; }

    public int ParentActivityId { get; set; } = -1;

    public string Activity { get; set; }

    public string StatusDescription { get; set; }

    public string CurrentOperation { get; set; }

    public int PercentComplete
    {
        get => _percentComplete;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
            _percentComplete = value;
        }
    }

    public int SecondsRemaining { get; set; } = -1;

    public ProgressRecordType RecordType { get; set; }

    public override string ToString() => $"{Activity}: {StatusDescription} ({PercentComplete}%)";
}
