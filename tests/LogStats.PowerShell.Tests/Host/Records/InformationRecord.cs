#nullable disable

namespace System.Management.Automation;

/// <summary>One message of the information stream.</summary>
public class InformationRecord
{
    public InformationRecord(object messageData, string source)
    {
        MessageData = messageData;
        Source = source;
    }

    public object MessageData { get; }

    public string Source { get; set; }

    public List<string> Tags { get; } = [];

    public DateTime TimeGenerated { get; set; } = TimeProvider.System.GetLocalNow().DateTime;

    public override string ToString() => MessageData?.ToString() ?? string.Empty;
}
