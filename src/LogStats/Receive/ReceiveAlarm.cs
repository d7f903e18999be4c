using System.Globalization;

namespace LogStats.Receive;

/// <summary>Something that somebody should look at. The same thing is told once, and after an hour again with how often it was.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Source">Whose; empty where it is nobody's in particular.</param>
/// <param name="Text">What happened, and what to do.</param>
/// <param name="Count">How often, or how many, since it was told last.</param>
public sealed record ReceiveAlarm(DateTimeOffset Time, ReceiveAlarmKind Kind, string Source, string Text, long Count)
{
    public override string ToString() => Source.Length == 0 ? Text : string.Create(CultureInfo.InvariantCulture, $"{Source}: {Text}");
}
