using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace LogStats.Tstat;

/// <summary>
/// Writes the JSON document that the replaced program sent for a direction of a flow: its keys, their order, its rounding.
/// What it got wrong is right here, unless somebody depends on it (docs/decisions/0019).
/// </summary>
internal sealed class TstatDocument
{
    private readonly Utf8Text _text = new();
    private readonly bool _legacy;
    private readonly byte[] _tail;

    public TstatDocument(TstatOptions options)
    {
        _legacy = options.Legacy;
        Utf8Text tail = new();
        tail.Raw("\"sensor_id\":"u8);
        tail.Quoted(Encoding.UTF8.GetBytes(options.Sensor ?? Dns.GetHostName()));
        tail.Raw(",\"instance_id\":"u8);
        if (options.Instance is null)
        {
            tail.Raw("0"u8);
        }
        else
        {
            tail.Quoted(Encoding.UTF8.GetBytes(options.Instance));
        }

        tail.Raw(",\"flow_type\":\"tstat\"},\"start\":"u8);
        _tail = tail.Take().ToArray();
    }

    public ReadOnlyMemory<byte> Of(in TstatLine line, TstatDirection direction)
    {
        _text.Raw("{\"type\":\"flow\",\"interval\":600,\"values\":{\"duration\":"u8);
        if (line.Log == TstatLog.Tcp)
        {
            Tcp(in line, direction);
        }
        else
        {
            Udp(in line, direction);
        }

        _text.Raw("}"u8);
        return _text.Take();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tcp(in TstatLine line, TstatDirection direction)
    {
        LogNumber duration = LogNumber.Of(line.Text(TstatField.FlowDurat));
        Common(in line.Side(direction), duration.Value / 1000, isZero: duration.Value == 0);
        TcpDocument.Write(_text, in line, direction);
        Meta(in line, direction, "tcp"u8);
        _text.Integer(Seconds(line.Text(TstatField.First)));
        _text.Raw(",\"end\":"u8);
        _text.Integer(Seconds(line.Text(TstatField.Last)));
    }

    private void Udp(in TstatLine line, TstatDirection direction)
    {
        ReadOnlySpan<byte> text = line.Text(TstatField.Durat, direction);
        LogNumber duration = LogNumber.Of(text);
        double first = LogNumber.Of(line.Text(TstatField.FirstAbs, direction)).Value;
        long start = (long)(first / 1000);

        // The log has seconds, which the original took for milliseconds.
        double seconds = _legacy ? duration.Value / 1000 : (double)line.Side(direction).DurationTicks / TimeSpan.TicksPerSecond;
        Common(in line.Side(direction), seconds, isZero: _legacy ? duration.Value == 0 : seconds == 0);
        Meta(in line, direction, "udp"u8);
        _text.Integer(start);
        _text.Raw(",\"end\":"u8);
        _text.Integer((long)(_legacy ? start + PythonFloat.Round(seconds, 2) : (first / 1000) + seconds));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Common(ref readonly TstatSide side, double seconds, bool isZero)
    {
        _text.Rounded(seconds, 2);
        _text.Raw(",\"num_bits\":"u8);
        _text.Integer(side.Bytes * 8);
        _text.Raw(",\"num_packets\":"u8);
        _text.Integer(side.Packets);
        _text.Raw(",\"bits_per_second\":"u8);
        Rate(side.Bytes * 8, seconds, isZero);
        _text.Raw(",\"packets_per_second\":"u8);
        Rate(side.Packets, seconds, isZero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Rate(long amount, double seconds, bool isZero)
    {
        if (isZero)
        {
            _text.Raw("0"u8);
        }
        else
        {
            _text.Rounded(amount / seconds, 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Meta(in TstatLine line, TstatDirection direction, ReadOnlySpan<byte> protocol)
    {
        TstatDirection back = TstatDirection.Both & ~direction;
        _text.Raw("},\"meta\":{\"src_ip\":"u8);
        _text.Address(line.Text(TstatField.Ip, direction));
        _text.Raw(",\"src_port\":"u8);
        _text.Integer(line.Side(direction).Port);
        _text.Raw(",\"dst_ip\":"u8);
        _text.Address(line.Text(TstatField.Ip, back));
        _text.Raw(",\"dst_port\":"u8);
        _text.Integer(line.Side(back).Port);
        _text.Raw(",\"protocol\":\""u8);
        _text.Raw(protocol);
        _text.Raw("\","u8);
        _text.Raw(_tail);
    }

    /// <summary>Without their fraction. Just below a whole second, rounding decides, and it is done as the original did.</summary>
    private static long Seconds(ReadOnlySpan<byte> milliseconds)
        => TstatNumber.TryScaled(milliseconds, 3, out long micros) && micros >= 0 && micros % 1_000_000 < 999_990
            ? micros / 1_000_000
            : (long)(LogNumber.Of(milliseconds).Value / 1000);
}
