using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LogStats.Batches;
using LogStats.Receive;
using Microsoft.AspNetCore.Http;

namespace LogStats.Agent.Receiver;

/// <summary>Answers requests (docs/decisions/0023): who is it, is it whole, and then what the store says of it.</summary>
internal sealed partial class ReceiverRequests(ReceiverSettings settings, BatchReceiver receiver, Callers callers)
{
    private const int LongestQuestion = 1 << 17;

    private readonly BodyBudget _budget = new(settings.Memory);
    private readonly ProxyAddress _proxies = new(settings.Proxies);

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await FindAsync(context);
        }
        catch (RequestFault fault)
        {
            await RefuseAsync(context, fault.Status, fault.Message);
        }
        catch (BadHttpRequestException error)
        {
            await RefuseAsync(context, error.StatusCode, "the request is not whole, or too long");
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await LaterAsync(context, ReceiveTrouble.Closing);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        catch (IOException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The sender went away in the middle of it: nothing was stored of what had not come whole.
        }
        catch (IOException)
        {
            await LaterAsync(context, ReceiveTrouble.Failed);
        }
    }

    private Task FindAsync(HttpContext context)
    {
        ListenAddress at = context.Features.Get<ListenAddress>()!;
        return (context.Request.Path.Value, context.Request.Method) switch
        {
            (BatchWire.Health, "GET") => HealthAsync(context),
            (BatchWire.Batches, "POST") => BatchAsync(context, at),
            (BatchWire.Marks, "POST") => MarksAsync(context, at),
            (BatchWire.Claims, "POST") => ClaimAsync(context, at),
            (BatchWire.Upload, "POST") => UploadAsync(context),
            (BatchWire.Health or BatchWire.Batches or BatchWire.Marks or BatchWire.Claims or BatchWire.Upload, _) or (_, "CONNECT")
                => throw new RequestFault(StatusCodes.Status405MethodNotAllowed, "not this way"),
            _ => throw new RequestFault(StatusCodes.Status404NotFound, "there is nothing here"),
        };
    }

    private async Task BatchAsync(HttpContext context, ListenAddress at)
    {
        IPAddress remote = _proxies.Of(context);
        string source = callers.Source(context, at, remote);
        HttpRequest request = context.Request;
        Framed(request);
        if (request.ContentType != BatchWire.ContentType)
        {
            throw new RequestFault(StatusCodes.Status415UnsupportedMediaType, $"a batch is sent as {BatchWire.ContentType}");
        }

        BatchHead head = BatchHeaders.Read(request.Headers, settings.LongestBatch);
        byte[] buffer = await _budget.RentAsync((int)head.Length, context.RequestAborted);
        try
        {
            ReadOnlyMemory<byte> lines = await BatchBody.ReadAsync(request, head, buffer, context.RequestAborted);
            await AnswerAsync(context, await receiver.StoreAsync(new ReceivedBatch(source, remote, head, lines)));
        }
        catch (RequestFault fault)
        {
            receiver.Alarms.Raise(ReceiveAlarmKind.Damaged, source, $"a batch was not what it said it was: {fault.Message}");
            throw;
        }
        finally
        {
            _budget.Return(buffer);
        }
    }

    private async Task UploadAsync(HttpContext context)
    {
        IPAddress remote = _proxies.Of(context);
        if (!ProxyAddress.IsIn(settings.Upload, remote))
        {
            throw callers.Refuse(StatusCodes.Status403Forbidden, remote, "batches of the old form are not taken from there");
        }

        if (!UploadBody.IsJson(context.Request.ContentType))
        {
            await TextAsync(context, StatusCodes.Status400BadRequest, UploadBody.NotJson);
            return;
        }

        int length = Length(context.Request, 2 * settings.LongestBatch);
        byte[] body = await _budget.RentAsync(2 * length, context.RequestAborted);
        try
        {
            await context.Request.Body.ReadExactlyAsync(body.AsMemory(0, length), context.RequestAborted);
            ReadOnlyMemory<byte> lines = UploadBody.Lines(body.AsSpan(0, length), body.AsMemory(length), out int count);
            string source = PartName(remote);
            ReceiveAnswer answer = await receiver.StoreAsync(new ReceivedBatch(source, remote, null, lines));
            if (answer.Trouble != ReceiveTrouble.None)
            {
                await LaterAsync(context, answer.Trouble);
                return;
            }

            await TextAsync(context, StatusCodes.Status200OK, string.Create(CultureInfo.InvariantCulture, $"OK - {count} lines"));
        }
        catch (RequestFault fault)
        {
            await TextAsync(context, fault.Status, fault.Message);
        }
        finally
        {
            _budget.Return(body);
        }
    }

    private async Task MarksAsync(HttpContext context, ListenAddress at)
    {
        IPAddress remote = _proxies.Of(context);
        string source = callers.Source(context, at, remote);
        using JsonDocument question = await QuestionAsync(context.Request);
        string[] files = Names(question, "files");
        string[] like = Names(question, "like");
        if (files.Length + like.Length is 0 or > BatchWire.MostFiles || !Array.TrueForAll(files, static file => BatchName.IsValid(file)) || !Array.TrueForAll(like, static stem => BatchName.IsValid(stem)))
        {
            throw new RequestFault(StatusCodes.Status400BadRequest, $"ask with {{\"files\":[…],\"like\":[…]}} for up to {BatchWire.MostFiles} files by their names");
        }

        IReadOnlyDictionary<string, long> marks = await receiver.MarksAsync(source, files);
        IReadOnlyList<LedgerTail> known = like.Length == 0 ? [] : await receiver.AlikeAsync(source, like);
        await JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject("marks");
            foreach ((string file, long mark) in marks)
            {
                json.WriteNumber(file, mark);
            }

            json.WriteEndObject();
            json.WriteStartObject("known");
            foreach (LedgerTail tail in known)
            {
                json.WriteStartObject(tail.File);
                json.WriteNumber("mark", tail.Mark);
                if (tail is { Start: { } start, Content: not null })
                {
                    json.WriteNumber("start", start);
                    json.WriteString("sha256", tail.Content);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
    }

    private static string[] Names(JsonDocument question, string name)
        => question.RootElement.ValueKind == JsonValueKind.Object && question.RootElement.TryGetProperty(name, out JsonElement named) && named.ValueKind == JsonValueKind.Array
            ? [.. named.EnumerateArray().Select(static one => one.ValueKind == JsonValueKind.String ? one.GetString()! : "")] : [];

    private async Task ClaimAsync(HttpContext context, ListenAddress at)
    {
        IPAddress remote = _proxies.Of(context);
        string source = callers.Source(context, at, remote);
        using JsonDocument question = await QuestionAsync(context.Request);
        string? previous = Text(question, "previous");
        string? next = Text(question, "next");
        if (!BatchName.IsValid(next) || (previous is not null && !BatchName.IsValid(previous)))
        {
            throw new RequestFault(StatusCodes.Status400BadRequest, "ask with {\"previous\":…,\"next\":…}, two claims by their names");
        }

        bool? granted = await receiver.ClaimAsync(source, new SourceClaim(previous, next!));
        if (granted is null)
        {
            await LaterAsync(context, ReceiveTrouble.TooMany);
            return;
        }

        await JsonAsync(context, granted.Value ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden,
            json => json.WriteString("outcome", granted.Value ? "granted" : "claimed"));
    }

    /// <summary>A body has to say how long it is, and to be as long as that.</summary>
    private static void Framed(HttpRequest request)
    {
        if (request.Headers.ContainsKey("Transfer-Encoding"))
        {
            throw request.Headers.ContainsKey("X-Content-Length")
                ? new RequestFault(StatusCodes.Status400BadRequest, "a body has one length, not two")
                : new RequestFault(StatusCodes.Status411LengthRequired, "a body has to say its length beforehand");
        }

        if (request.ContentLength is null)
        {
            throw new RequestFault(StatusCodes.Status411LengthRequired, "a body has to say its length beforehand");
        }
    }

    private static int Length(HttpRequest request, int longest)
    {
        Framed(request);
        return request.ContentLength <= longest ? (int)request.ContentLength.Value
            : throw new RequestFault(StatusCodes.Status413PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"a body may be {longest:N0} bytes long"));
    }

    private static async ValueTask<JsonDocument> QuestionAsync(HttpRequest request)
    {
        byte[] body = new byte[Length(request, LongestQuestion)];
        try
        {
            await request.Body.ReadExactlyAsync(body, request.HttpContext.RequestAborted);
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new RequestFault(StatusCodes.Status400BadRequest, "a question is JSON");
        }
    }

    private static string? Text(JsonDocument question, string name)
        => question.RootElement.ValueKind == JsonValueKind.Object && question.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    /// <summary>The source of batches of the old form: its address, as files are named after it.</summary>
    private static string PartName(IPAddress remote) => remote.ToString().Replace('.', '-').Replace(':', '-');
}
