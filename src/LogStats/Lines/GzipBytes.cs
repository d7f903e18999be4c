using System.IO.Compression;
using LogStats.Faults;

namespace LogStats.Lines;

/// <summary>
/// A gzip stream of one member or many, decompressed. The runtime's own reader takes a file that was cut off for one
/// that ended; this one does not: behind the last byte it lets the decompressor read one more member, which only a
/// complete stream can lead into. Bytes that were decompressed before a cut are given; the cut is then an error.
/// </summary>
internal sealed class GzipBytes : ByteSource
{
    private readonly ByteSource _compressed;
    private readonly SealedInput _input;
    private readonly GZipStream _gzip;
    private readonly string _name;
    private readonly byte[] _afterEnd = new byte[Seal.Text.Length + 1];
    private bool _ended;

    public GzipBytes(ByteSource compressed, string name)
    {
        _compressed = compressed;
        _name = name;
        _input = new SealedInput(compressed);
        _gzip = new GZipStream(_input, CompressionMode.Decompress);
    }

    public override long Consumed => _compressed.Consumed;

    public override long? Length => _compressed.Length;

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            int read = _gzip.Read(buffer);
            if (!_input.Exhausted)
            {
                return read > 0 ? read : throw Fail.GzipTrailing(_name, _compressed.Consumed);
            }

            _ended = true;
            return CheckSeal(buffer[..read]) ? 0 : throw Fail.GzipTruncated(_name, _compressed.Consumed);
        }
        catch (InvalidDataException error)
        {
            _ended = true;
            throw _input.Exhausted
                ? Fail.GzipTruncated(_name, _compressed.Consumed)
                : Fail.GzipDamaged(_name, _compressed.Consumed, error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            _input.Dispose();
            _compressed.Dispose();
        }
    }

    /// <summary>All that comes once the input is exhausted must be the seal, to the byte.</summary>
    private bool CheckSeal(ReadOnlySpan<byte> first)
    {
        if (first.Length > Seal.Text.Length)
        {
            return false;
        }

        first.CopyTo(_afterEnd);
        int length = first.Length;
        int read;
        while (length < _afterEnd.Length && (read = _gzip.Read(_afterEnd.AsSpan(length))) > 0)
        {
            length += read;
        }

        return _afterEnd.AsSpan(0, length).SequenceEqual(Seal.Text);
    }

    /// <summary>The compressed bytes, and behind their end one more member that holds the seal.</summary>
    private sealed class SealedInput(ByteSource source) : Stream
    {
        private int _sealRead;

        /// <summary>True once the decompressor asked for more than there was: all that it could give, it had given.</summary>
        public bool Exhausted { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (!Exhausted)
            {
                int read = source.Read(buffer);
                if (read > 0)
                {
                    return read;
                }

                Exhausted = true;
            }

            int rest = Math.Min(Seal.Member.Length - _sealRead, buffer.Length);
            Seal.Member.AsSpan(_sealRead, rest).CopyTo(buffer);
            _sealRead += rest;
            return rest;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private static class Seal
    {
        public static readonly byte[] Text = Guid.NewGuid().ToByteArray();
        public static readonly byte[] Member = Compress(Text);

        private static byte[] Compress(byte[] text)
        {
            using MemoryStream member = new();
            using (GZipStream gzip = new(member, CompressionLevel.Fastest))
            {
                gzip.Write(text);
            }

            return member.ToArray();
        }
    }
}
