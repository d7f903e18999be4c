namespace LogStats.Rsync;

/// <summary>A session's fields, in the order in which they are saved.</summary>
internal sealed partial class RsyncSession
{
    private const int LongestText = 1 << 20;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Key.Origin);
        writer.Write(Key.ProcessId);
        Write(writer, Input);
        writer.Write((byte)State);
        writer.Write((byte)Operation);
        writer.Write(OffsetMinutes);
        writer.Write(HasTotals);
        writer.Write(ExitCode);
        writer.Write(LineHash);
        writer.Write(RequestHash);
        Write(writer, RequestInput);
        foreach (long number in (ReadOnlySpan<long>)[StartTicks, RequestTicks, LastTicks, EndTicks, Sent, Received, Total, Files, FileBytes, Offset, RequestOffset])
        {
            writer.Write7BitEncodedInt64(number);
        }

        foreach (Span span in (ReadOnlySpan<Span>)[_host, _address, _user, _module, _request, _message, _logHost])
        {
            writer.Write7BitEncodedInt(span.Length);
            writer.Write(Text(span));
        }
    }

    /// <summary>Into a session that was never used.</summary>
    public void Read(BinaryReader reader)
    {
        Key = new RsyncSessionId(reader.ReadUInt64(), reader.ReadInt32());
        Input = ReadInput(reader);
        State = Known<RsyncSessionState>(reader.ReadByte());
        Operation = Known<RsyncOperation>(reader.ReadByte());
        OffsetMinutes = reader.ReadInt16();
        HasTotals = reader.ReadBoolean();
        ExitCode = reader.ReadInt32();
        LineHash = reader.ReadUInt64();
        RequestHash = reader.ReadUInt64();
        RequestInput = ReadInput(reader);
        StartTicks = Ticks(reader);
        RequestTicks = Ticks(reader);
        LastTicks = Ticks(reader);
        EndTicks = Ticks(reader);
        Sent = reader.Read7BitEncodedInt64();
        Received = reader.Read7BitEncodedInt64();
        Total = reader.Read7BitEncodedInt64();
        Files = reader.Read7BitEncodedInt64();
        FileBytes = reader.Read7BitEncodedInt64();
        Offset = reader.Read7BitEncodedInt64();
        RequestOffset = reader.Read7BitEncodedInt64();
        ReadText(reader, ref _host);
        ReadText(reader, ref _address);
        ReadText(reader, ref _user);
        ReadText(reader, ref _module);
        ReadText(reader, ref _request);
        ReadText(reader, ref _message);
        ReadText(reader, ref _logHost);
    }

    private static void Write(BinaryWriter writer, RsyncInputName input)
    {
        writer.Write(input.Path ?? "");
        writer.Write(input.FirstLineHash);
    }

    private static RsyncInputName ReadInput(BinaryReader reader)
    {
        string path = reader.ReadString();
        return new RsyncInputName(path.Length == 0 ? null : path, reader.ReadInt64());
    }

    private static long Ticks(BinaryReader reader)
        => reader.Read7BitEncodedInt64() is long ticks && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? ticks
            : throw new FormatException("No time is so far away.");

    private static T Known<T>(byte value)
        where T : struct, Enum
        => (T)Enum.ToObject(typeof(T), value) is var known && Enum.IsDefined(known) ? known : throw new FormatException("Such a state is unknown.");

    private void ReadText(BinaryReader reader, ref Span span)
    {
        int length = reader.Read7BitEncodedInt();
        byte[] text = length is >= 0 and <= LongestText ? reader.ReadBytes(length) : [];
        if (text.Length != length)
        {
            throw new FormatException("A text is cut.");
        }

        Set(ref span, text);
    }
}
