using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LogStats.Batches;

namespace LogStats.Sinks.Ship;

/// <summary>Speaks with a receiver of the old form, which knows neither marks nor repeats.</summary>
internal sealed class UploadClient : IBatchReceiver
{
    private readonly ShipConnection _connection;
    private readonly string _host;

    public UploadClient(ShipOptions options)
    {
        _connection = new ShipConnection(options);
        _host = options.HostName ?? Environment.MachineName;
    }

    public string Shown => _connection.Shown;

    public bool HasMarks => false;

    public Task<Answered<bool>> ClaimAsync(SourceClaim claim, CancellationToken stop) => Task.FromResult(new Answered<bool>(true));

    public Task<Answered<ReceiverMarks>> AskAsync(IReadOnlyList<string> files, IReadOnlyList<string> like, CancellationToken stop)
        => throw new NotSupportedException();

    public async Task<Answered<BatchAnswer>> SendAsync(OutgoingBatch batch, string claim, CancellationToken stop)
    {
        if (batch.Length == 0)
        {
            return new(new BatchAnswer(BatchOutcome.Stored, batch.End));
        }

        ShipAnswer answer = await _connection.PostAsync(BatchWire.Upload, Content(batch), stop).ConfigureAwait(false);
        return answer.Fault is not null ? new(default, answer.Fault)
            : answer.Status is >= 200 and < 300 ? new(new BatchAnswer(BatchOutcome.Stored, batch.End))
            : new(default, ShipFaults.Of(Shown, answer), answer.Wait);
    }

    public void Dispose() => _connection.Dispose();

    private ByteArrayContent Content(OutgoingBatch batch)
    {
        using MemoryStream text = new(batch.Length + 1024);
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteString("log", Encoding.UTF8.GetString(batch.Bytes.Span)); // JSON is text: what is no UTF-8 is replaced.
            json.WriteString("host", _host);
            json.WriteEndObject();
        }

        ByteArrayContent content = new(text.GetBuffer(), 0, (int)text.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
