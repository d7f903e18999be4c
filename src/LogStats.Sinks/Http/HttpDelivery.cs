using LogStats.Sinks.Json;

namespace LogStats.Sinks.Http;

/// <summary>
/// Brings a batch to the server, message by message, and finds the rows that it refuses: a message that is too large, or is not
/// liked, is cut in halves. It knows how far it came: where it broke off, the same batch goes on with the message that has no
/// answer, so no other is sent twice. A message is always cut in the same way, so its parts have the names that they had.
/// </summary>
internal sealed class HttpDelivery(HttpServer server, HttpSinkOptions options)
{
    /// <summary>How often one message is asked about. What is still mixed then is refused as a whole, and said to be.</summary>
    private const int MostRequests = 256;

    private const int FewestToJudge = 10;

    private readonly JsonMessages _messages = new(options.MessageSize, options.Form);
    private readonly Stack<(int First, int Count)> _open = [];
    private IRow[]? _batch;
    private int _next;
    private int _requests;
    private int _tooLarge = int.MaxValue;
    private bool _taken;

    /// <summary>Rows of the batch that will never be taken, each with the reason.</summary>
    public List<(IRow Row, string Reason)> Refused { get; } = [];

    /// <summary>Sends what is left of a batch; another one begins anew.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="fault">What an answer means that is about no row.</param>
    /// <param name="stop">Ends it between two messages or within one.</param>
    public async Task SendAsync(IReadOnlyList<IRow> batch, Func<HttpAnswer, Exception> fault, CancellationToken stop)
    {
        if (_batch?.SequenceEqual(batch, ReferenceEqualityComparer.Instance) != true)
        {
            (_batch, _next) = ([.. batch], 0);
            _open.Clear();
            Refused.Clear();
        }

        while (_open.Count > 0 || _next < _batch.Length)
        {
            if (_open.Count == 0)
            {
                _open.Push((_next, Math.Min(options.MessageSize, _batch.Length - _next)));
                _next += _open.Peek().Count;
                _requests = 0;
            }

            (int first, int count) = _open.Peek();
            JsonMessage message = _messages.Of(_batch, first, count);
            HttpAnswer? answer = message.Body.Length >= _tooLarge ? null : await server.GiveAsync(message, stop).ConfigureAwait(false);
            Judge(message, answer, fault);
        }

        _batch = null;
    }

    private void Judge(JsonMessage message, HttpAnswer? answer, Func<HttpAnswer, Exception> fault)
    {
        _requests++;
        if (answer is null or { IsTooLarge: true })
        {
            _tooLarge = Math.Min(_tooLarge, message.Body.Length);
            Cut(message, "it alone is larger than the server takes");
        }
        else if (answer.IsDone)
        {
            _taken = true;
            _ = _open.Pop();
        }
        else if (!answer.IsAboutRows)
        {
            throw fault(answer);
        }
        else if (_requests >= MostRequests && message.Count > 1)
        {
            Refuse(message, $"it is one of {message.Count:N0} rows of which the server refuses some, because {answer.Reason}");
        }
        else
        {
            Cut(message, answer.Reason);
            if (!_taken && Refused.Count >= FewestToJudge && Refused.Count == _next)
            {
                _batch = null;
                throw fault(answer); // Nothing was ever taken and every row is refused: it is not about rows.
            }
        }
    }

    private void Cut(JsonMessage message, string reason)
    {
        if (message.Count == 1)
        {
            Refuse(message, reason);
            return;
        }

        int half = message.Count / 2;
        _ = _open.Pop();
        _open.Push((message.First + half, message.Count - half));
        _open.Push((message.First, half));
    }

    private void Refuse(JsonMessage message, string reason)
    {
        _ = _open.Pop();
        for (int row = message.First; row < message.First + message.Count; row++)
        {
            Refused.Add((_batch![row], reason));
        }
    }
}
