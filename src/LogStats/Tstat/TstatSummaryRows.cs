using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>The columns of <see cref="TstatSummary"/>.</summary>
internal sealed class TstatSummaryRows() : RowMap("tstat_summary",
[
    new("Name", RowType.Text),
    new("Day", RowType.Text),
    new("Hour", RowType.Text),
    new("Source", RowType.Text),
    new("Destination", RowType.Text),
    new("SourceNetwork", RowType.Text),
    new("DestinationNetwork", RowType.Text),
    new("Port", RowType.Text),
    new("Protocol", RowType.Text, HasFewValues: true),
    new("Direction", RowType.Text, HasFewValues: true),
    new("ServerName", RowType.Text),
    new("Flows", RowType.Integer),
    new("Bytes", RowType.Bytes),
    new("Packets", RowType.Integer),
    new("RetransmittedBytes", RowType.Bytes),
    new("RetransmittedPackets", RowType.Integer),
    new("Resets", RowType.Integer),
    new("Duration", RowType.Seconds),
    new("LongestDuration", RowType.Seconds),
    new("MeanDuration", RowType.Seconds),
    new("BitsPerSecond", RowType.Integer),
    new("FlowBitsPerSecond", RowType.Integer),
    new("RttMin", RowType.Latency),
    new("RttAverage", RowType.Latency),
    new("RttMax", RowType.Latency),
    new("RttP50", RowType.Latency),
    new("RttP90", RowType.Latency),
    new("RttP99", RowType.Latency),
    new("EmptyDirections", RowType.Integer),
    new("First", RowType.Time),
    new("Last", RowType.Time),
], SummaryIdentity.Instance)
{
    public static readonly TstatSummaryRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        TstatSummary item = (TstatSummary)row;
        writer.Text(item.Name);
        writer.Text(item.Day);
        writer.Text(item.Hour);
        writer.Text(item.Source);
        writer.Text(item.Destination);
        writer.Text(item.SourceNetwork);
        writer.Text(item.DestinationNetwork);
        writer.Text(item.Port);
        writer.Text(item.Protocol);
        writer.Text(item.Direction);
        writer.Text(item.ServerName);
        writer.Integer(item.Flows);
        writer.Integer(item.Bytes);
        writer.Integer(item.Packets);
        writer.Integer(item.RetransmittedBytes);
        writer.Integer(item.RetransmittedPackets);
        writer.Integer(item.Resets);
        writer.Seconds(item.Duration);
        writer.Seconds(item.LongestDuration);
        writer.Seconds(item.MeanDuration);
        writer.Integer(item.BitsPerSecond);
        writer.Integer(item.FlowBitsPerSecond);
        writer.Seconds(item.RttMin);
        writer.Seconds(item.RttAverage);
        writer.Seconds(item.RttMax);
        writer.Seconds(item.RttP50);
        writer.Seconds(item.RttP90);
        writer.Seconds(item.RttP99);
        writer.Integer(item.EmptyDirections);
        writer.Time(item.First);
        writer.Time(item.Last);
    }
}
