using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>The columns of <see cref="TstatFlow"/>.</summary>
internal sealed class TstatFlowRows() : RowMap("tstat_flow",
[
    new("Start", RowType.Time),
    new("End", RowType.Time),
    new("Duration", RowType.Seconds),
    new("Protocol", RowType.Text, HasFewValues: true),
    new("Direction", RowType.Text, HasFewValues: true),
    new("Source", RowType.Text),
    new("SourcePort", RowType.Integer),
    new("Destination", RowType.Text),
    new("DestinationPort", RowType.Integer),
    new("Bytes", RowType.Bytes),
    new("Packets", RowType.Integer),
    new("AllPackets", RowType.Integer),
    new("BitsPerSecond", RowType.Integer),
    new("PacketsPerSecond", RowType.Integer),
    new("ServerName", RowType.Text),
    new("IsComplete", RowType.Integer),
    new("RetransmittedBytes", RowType.Bytes),
    new("RetransmittedPackets", RowType.Integer),
    new("OutOfOrderPackets", RowType.Integer),
    new("Syns", RowType.Integer),
    new("Fins", RowType.Integer),
    new("Resets", RowType.Integer),
    new("RttAverage", RowType.Latency),
    new("RttMin", RowType.Latency),
    new("RttMax", RowType.Latency),
    new("RttDeviation", RowType.Latency),
    new("RttSamples", RowType.Integer),
    new("TimeoutRetransmits", RowType.Integer),
    new("FastRetransmits", RowType.Integer),
    new("ReorderedPackets", RowType.Integer),
    new("DuplicatePackets", RowType.Integer),
    new("UnknownPackets", RowType.Integer),
    new("FlowControlPackets", RowType.Integer),
    new("UnneededTimeoutRetransmits", RowType.Integer),
    new("UnneededFastRetransmits", RowType.Integer),
    new("ReceiveWindowMax", RowType.Bytes),
    new("ReceiveWindowMin", RowType.Bytes),
    new("CongestionWindowMax", RowType.Bytes),
    new("CongestionWindowMin", RowType.Bytes),
    new("InitialCongestionWindow", RowType.Bytes),
    new("WindowScale", RowType.Integer),
    new("Mss", RowType.Integer),
    new("DestinationMss", RowType.Integer),
    new("LargestSegment", RowType.Integer),
    new("SmallestSegment", RowType.Integer),
    new("SelectiveAcks", RowType.Integer),
    new("TtlMin", RowType.Integer),
    new("TtlMax", RowType.Integer),
    new("Sensor", RowType.Text, HasFewValues: true),
    new("Instance", RowType.Text, HasFewValues: true),
    new("Path", RowType.Text),
    new("Offset", RowType.Integer),
], RecordIdentity.Instance)
{
    public static readonly TstatFlowRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        TstatFlow item = (TstatFlow)row;
        writer.Time(item.Start);
        writer.Time(item.End);
        writer.Seconds(item.Duration);
        writer.Text(item.Protocol.ToString());
        writer.Text(item.Direction.ToString());
        writer.Text(item.Source);
        writer.Integer(item.SourcePort);
        writer.Text(item.Destination);
        writer.Integer(item.DestinationPort);
        writer.Integer(item.Bytes);
        writer.Integer(item.Packets);
        writer.Integer(item.AllPackets);
        writer.Integer(item.BitsPerSecond);
        writer.Integer(item.PacketsPerSecond);
        writer.Text(item.ServerName);
        writer.Integer(item.IsComplete is bool whole ? whole ? 1 : 0 : null);
        WriteTcp(item, writer);
        writer.Text(item.Sensor);
        writer.Text(item.Instance);
        writer.Text(item.Path);
        writer.Integer(item.Offset);
    }

    private static void WriteTcp(TstatFlow item, IRowWriter writer)
    {
        writer.Integer(item.RetransmittedBytes);
        writer.Integer(item.RetransmittedPackets);
        writer.Integer(item.OutOfOrderPackets);
        writer.Integer(item.Syns);
        writer.Integer(item.Fins);
        writer.Integer(item.Resets);
        writer.Seconds(item.RttAverage);
        writer.Seconds(item.RttMin);
        writer.Seconds(item.RttMax);
        writer.Seconds(item.RttDeviation);
        writer.Integer(item.RttSamples);
        writer.Integer(item.TimeoutRetransmits);
        writer.Integer(item.FastRetransmits);
        writer.Integer(item.ReorderedPackets);
        writer.Integer(item.DuplicatePackets);
        writer.Integer(item.UnknownPackets);
        writer.Integer(item.FlowControlPackets);
        writer.Integer(item.UnneededTimeoutRetransmits);
        writer.Integer(item.UnneededFastRetransmits);
        writer.Integer(item.ReceiveWindowMax);
        writer.Integer(item.ReceiveWindowMin);
        writer.Integer(item.CongestionWindowMax);
        writer.Integer(item.CongestionWindowMin);
        writer.Integer(item.InitialCongestionWindow);
        writer.Integer(item.WindowScale);
        writer.Integer(item.Mss);
        writer.Integer(item.DestinationMss);
        writer.Integer(item.LargestSegment);
        writer.Integer(item.SmallestSegment);
        writer.Integer(item.SelectiveAcks);
        writer.Integer(item.TtlMin);
        writer.Integer(item.TtlMax);
    }
}
