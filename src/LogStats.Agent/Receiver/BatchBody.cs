using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using LogStats.Batches;
using Microsoft.AspNetCore.Http;

namespace LogStats.Agent.Receiver;

/// <summary>The lines of a batch, checked against what was said of them while they are read.</summary>
internal static class BatchBody
{
    /// <exception cref="RequestFault">They are not what was said.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, BatchHead head, byte[] buffer, CancellationToken stop)
    {
        bool isGzip = IsGzip(request);
        long said = request.ContentLength!.Value;
        if (isGzip && head.Length > said * BatchWire.LargestRatio)
        {
            throw new RequestFault(StatusCodes.Status413PayloadTooLarge, $"compressed to less than one part in {BatchWire.LargestRatio}: send it as it is");
        }

        if (!isGzip && said != head.Length)
        {
            throw new RequestFault(StatusCodes.Status400BadRequest, $"the body is {said} bytes long, and {BatchWire.Length} says {head.Length}");
        }

        int length = (int)head.Length;
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long lines = isGzip ? await GzipAsync(request.Body, buffer, length, hash, stop) : await PlainAsync(request.Body, buffer, length, hash, stop);
        bool isTorn = length > 0 && buffer[length - 1] != '\n';
        if (lines + (isTorn ? 1 : 0) != head.Lines)
        {
            throw new RequestFault(StatusCodes.Status400BadRequest, $"there are {lines + (isTorn ? 1 : 0)} lines, and {BatchWire.Lines} says {head.Lines}");
        }

        return isTorn != head.IsPartial ? throw new RequestFault(StatusCodes.Status400BadRequest, $"the last line has to end, unless {BatchWire.Partial} says that it does not")
            : !Same(hash, head.Key.Content) ? throw new RequestFault(StatusCodes.Status400BadRequest, $"the lines are not those that {BatchWire.Content} tells")
            : buffer.AsMemory(0, length);
    }

    private static bool IsGzip(HttpRequest request) => ((string?)request.Headers.ContentEncoding)?.ToLowerInvariant() switch
    {
        null or "" or "identity" => false,
        "gzip" => true,
        _ => throw new RequestFault(StatusCodes.Status415UnsupportedMediaType, "a body is sent as it is, or as gzip"),
    };

    private static async ValueTask<long> PlainAsync(Stream body, byte[] buffer, int length, IncrementalHash hash, CancellationToken stop)
    {
        long lines = 0;
        for (int at = 0; at < length;)
        {
            int read = await body.ReadAsync(buffer.AsMemory(at, length - at), stop);
            if (read == 0)
            {
                throw new RequestFault(StatusCodes.Status400BadRequest, "the body ends too early");
            }

            lines += Take(buffer.AsSpan(at, read), hash);
            at += read;
        }

        return lines;
    }

    private static async ValueTask<long> GzipAsync(Stream body, byte[] buffer, int length, IncrementalHash hash, CancellationToken stop)
    {
        TailStream compressed = new(body);
        await using GZipStream gzip = new(compressed, CompressionMode.Decompress, leaveOpen: true);
        byte[] beyond = new byte[1];
        try
        {
            long lines = 0;
            int at = 0;
            while (at < length)
            {
                int read = await gzip.ReadAsync(buffer.AsMemory(at, length - at), stop);
                if (read == 0)
                {
                    throw new RequestFault(StatusCodes.Status400BadRequest, "the compressed lines end too early");
                }

                lines += Take(buffer.AsSpan(at, read), hash);
                at += read;
            }

            if (await gzip.ReadAsync(beyond, stop) != 0)
            {
                throw new RequestFault(StatusCodes.Status413PayloadTooLarge, $"there are more lines than {BatchWire.Length} says");
            }

            // The decompressor takes an end that is missing, and anything behind it, for nothing.
            await compressed.DrainAsync(stop);
            return BinaryPrimitives.ReadUInt32LittleEndian(compressed.Tail) == (uint)length ? lines
                : throw new RequestFault(StatusCodes.Status400BadRequest, "the compressed lines do not end as gzip does");
        }
        catch (InvalidDataException)
        {
            throw new RequestFault(StatusCodes.Status400BadRequest, "the body is no gzip");
        }
    }

    private static int Take(ReadOnlySpan<byte> lines, IncrementalHash hash)
    {
        hash.AppendData(lines);
        return lines.Count((byte)'\n');
    }

    private static bool Same(IncrementalHash hash, string said)
    {
        Span<byte> made = stackalloc byte[SHA256.HashSizeInBytes];
        _ = hash.GetHashAndReset(made);
        Span<char> text = stackalloc char[2 * SHA256.HashSizeInBytes];
        return Convert.TryToHexStringLower(made, text, out _) && said.AsSpan().SequenceEqual(text);
    }
}
