using System.Globalization;
using LogStats.Batches;
using Microsoft.AspNetCore.Http;

namespace LogStats.Agent.Receiver;

/// <summary>The head of a batch, from the headers of its request.</summary>
internal static class BatchHeaders
{
    private const int LongestPath = 8 * 1024;

    /// <exception cref="RequestFault">A header is missing, or says what cannot be.</exception>
    public static BatchHead Read(IHeaderDictionary headers, int longest)
    {
        string range = One(headers, BatchWire.Range);
        int dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash < 1 || !TryNumber(range.AsSpan(0, dash), out long start) || !TryNumber(range.AsSpan(dash + 1), out long end) || end <= start)
        {
            throw new RequestFault(StatusCodes.Status400BadRequest, $"{BatchWire.Range} has to be start-end, in bytes of the file, the end behind the start");
        }

        BatchHead head = new()
        {
            Key = new BatchKey(Name(headers, BatchWire.File), start, end, Hash(headers)),
            Lines = Number(headers, BatchWire.Lines),
            Length = Number(headers, BatchWire.Length),
            Begin = headers.ContainsKey(BatchWire.Begin) ? Number(headers, BatchWire.Begin) : 0,
            IsAfterLoss = Flag(headers, BatchWire.AfterLoss),
            IsPartial = Flag(headers, BatchWire.Partial),
            Claim = Name(headers, BatchWire.Claim),
            Path = Path(headers),
        };
        return head.Length > longest ? throw new RequestFault(StatusCodes.Status413PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"a batch may be {longest:N0} bytes long"))
            : head.Length > end - start ? throw new RequestFault(StatusCodes.Status400BadRequest, $"{BatchWire.Length} is more than the stretch of the file that the lines are from")
            : head.Lines > head.Length || (head.Lines == 0 && head.Length > 0) ? throw new RequestFault(StatusCodes.Status400BadRequest, $"{BatchWire.Lines} and {BatchWire.Length} cannot both be")
            : head.IsPartial && head.Lines == 0 ? throw new RequestFault(StatusCodes.Status400BadRequest, $"{BatchWire.Partial} is said of no line")
            : head;
    }

    private static string One(IHeaderDictionary headers, string name) => headers[name] is [{ Length: > 0 } value]
        ? value : throw new RequestFault(StatusCodes.Status400BadRequest, $"{name} has to be there, once");

    private static string Name(IHeaderDictionary headers, string name) => One(headers, name) is { } value && BatchName.IsValid(value)
        ? value : throw new RequestFault(StatusCodes.Status400BadRequest, $"{name} has to be up to 64 letters and digits of ASCII, '.', '_' and '-', with no '.' in front");

    private static string Hash(IHeaderDictionary headers)
    {
        string value = One(headers, BatchWire.Content);
        return value.Length == 64 && !value.AsSpan().ContainsAnyExcept("0123456789abcdef")
            ? value : throw new RequestFault(StatusCodes.Status400BadRequest, $"{BatchWire.Content} has to be 64 hexadecimal digits in lower case");
    }

    private static long Number(IHeaderDictionary headers, string name) => TryNumber(One(headers, name), out long number)
        ? number : throw new RequestFault(StatusCodes.Status400BadRequest, $"{name} has to be a number that is not negative");

    private static bool TryNumber(ReadOnlySpan<char> text, out long number)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool Flag(IHeaderDictionary headers, string name)
    {
        string? value = headers[name];
        return value is null or "" or "0" or "false" ? false : value is "1" or "true" ? true
            : throw new RequestFault(StatusCodes.Status400BadRequest, $"{name} has to be 1, or not there");
    }

    private static string? Path(IHeaderDictionary headers)
    {
        string? value = headers[BatchWire.Path];
        return string.IsNullOrEmpty(value) ? null
            : value.Length > LongestPath ? throw new RequestFault(StatusCodes.Status400BadRequest, $"{BatchWire.Path} is too long")
            : Uri.UnescapeDataString(value);
    }
}
