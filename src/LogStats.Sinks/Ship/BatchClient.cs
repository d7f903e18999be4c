using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using LogStats.Batches;

namespace LogStats.Sinks.Ship;

/// <summary>Speaks with a receiver as docs/decisions/0023 has it.</summary>
internal sealed class BatchClient(ShipOptions options) : IBatchReceiver
{
    private static readonly MediaTypeHeaderValue s_lines = new(BatchWire.ContentType);
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private readonly ShipConnection _connection = new(options);

    public string Shown => _connection.Shown;

    public bool HasMarks => true;

    public async Task<Answered<bool>> ClaimAsync(SourceClaim claim, CancellationToken stop)
    {
        ByteArrayContent content = Json(json =>
        {
            if (claim.Previous is not null)
            {
                json.WriteString("previous", claim.Previous);
            }

            json.WriteString("next", claim.Next);
        });
        ShipAnswer answer = await _connection.PostAsync(BatchWire.Claims, content, stop).ConfigureAwait(false);
        return answer.Fault is not null ? new(false, answer.Fault)
            : answer.Status == 200 ? new(true)
            : answer.Status == 403 && BatchAnswers.IsClaimed(answer.Body.Span) ? new(false, ShipFaults.Claimed(Shown))
            : new(false, ShipFaults.Of(Shown, answer), answer.Wait);
    }

    public async Task<Answered<ReceiverMarks>> AskAsync(IReadOnlyList<string> files, IReadOnlyList<string> like, CancellationToken stop)
    {
        ByteArrayContent content = Json(json =>
        {
            List(json, "files", files);
            if (like.Count > 0)
            {
                List(json, "like", like);
            }
        });
        ShipAnswer answer = await _connection.PostAsync(BatchWire.Marks, content, stop).ConfigureAwait(false);
        return answer.Fault is not null ? new(null, answer.Fault)
            : answer.Status != 200 ? new(null, ShipFaults.Of(Shown, answer), answer.Wait)
            : BatchAnswers.Marks(answer.Body) is { } marks ? new(marks)
            : new(null, ShipFaults.NoAnswer(Shown, answer.Status));
    }

    public async Task<Answered<BatchAnswer>> SendAsync(OutgoingBatch batch, string claim, CancellationToken stop)
    {
        await batch.ReadyAsync(options.Compress).ConfigureAwait(false);
        ReadOnlyMemoryContent content = new(batch.Body);
        content.Headers.ContentType = s_lines;
        if (batch.IsPacked)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        ShipAnswer answer = await _connection.PostAsync(BatchWire.Batches, content, stop, headers => Head(headers, batch, claim)).ConfigureAwait(false);
        return answer.Fault is not null ? new(default, answer.Fault)
            : answer.Status == 403 && BatchAnswers.IsClaimed(answer.Body.Span) ? new(new BatchAnswer(BatchOutcome.Claimed, 0))
            : answer.Status is not (200 or 409) ? new(default, ShipFaults.Of(Shown, answer), answer.Wait)
            : BatchAnswers.Batch(answer.Body.Span, answer.Status == 200) is { } outcome && Fits(batch, outcome) ? new(outcome)
            : new(default, ShipFaults.NoAnswer(Shown, answer.Status));
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>An answer that cannot be one to this batch counts for nothing: something between here and there made it up.</summary>
    private static bool Fits(OutgoingBatch batch, BatchAnswer answer) => answer.Outcome switch
    {
        BatchOutcome.Stored => answer.Mark == batch.End,
        BatchOutcome.Had => answer.Mark >= batch.End,
        BatchOutcome.Gap => answer.Mark >= 0 && answer.Mark < batch.Start,
        BatchOutcome.Overlap => answer.Mark > batch.Start && answer.Mark < batch.End,
        _ => true,
    };

    private static void Head(HttpRequestHeaders headers, OutgoingBatch batch, string claim)
    {
        void Add(string name, string value) => headers.TryAddWithoutValidation(name, value);

        OutgoingFile file = batch.File;
        Add(BatchWire.File, file.Name);
        Add(BatchWire.Range, string.Create(CultureInfo.InvariantCulture, $"{batch.Start}-{batch.End}"));
        Add(BatchWire.Lines, batch.Lines.ToString(CultureInfo.InvariantCulture));
        Add(BatchWire.Length, batch.Length.ToString(CultureInfo.InvariantCulture));
        Add(BatchWire.Content, batch.Content);
        Add(BatchWire.Claim, claim);
        if (file.Begin > 0)
        {
            Add(BatchWire.Begin, file.Begin.ToString(CultureInfo.InvariantCulture));
        }

        if (batch.IsAfterLoss)
        {
            Add(BatchWire.AfterLoss, "1");
        }

        if (batch.IsPartial)
        {
            Add(BatchWire.Partial, "1");
        }

        if (file.Path.Length > 0)
        {
            Add(BatchWire.Path, Uri.EscapeDataString(file.Path));
        }
    }

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static ByteArrayContent Json(Action<Utf8JsonWriter> write)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        ByteArrayContent content = new(text.ToArray());
        content.Headers.ContentType = s_json;
        return content;
    }
}
