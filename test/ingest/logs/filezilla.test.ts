import { describe, expect, it } from 'vitest';
import { filezilla } from '../../../src/ingest/logs/filezilla.ts';
import { notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

const log = (...lines: string[]): string => lines.join('\n');
const told = (...lines: string[]): readonly string[] => toldBy(filezilla, log(...lines)).flat();

const session = [
  'Status:\tConnecting to 203.0.113.2:21...',
  'Status:\tConnection established, waiting for welcome message...',
  'Response:\t220 ready',
  'Command:\tUSER lab',
  'Response:\t331 pw',
  'Command:\tPASS ****',
  'Response:\t230 in',
  'Status:\tLogged in',
  'Command:\tPASV',
  'Response:\t227 Entering Passive Mode (10,20,0,2,156,64)',
];
const begun = [
  'connecting 203.0.113.2:21',
  'connected 203.0.113.2:21',
  '< 220 ready',
  '> USER lab',
  '< 331 pw',
  '> PASS ****',
  '< 230 in',
  '> PASV',
  '< 227 Entering Passive Mode (10,20,0,2,156,64)',
];

describe('the forms of FileZilla’s log', () => {
  it('are a copy of the window', () => {
    expect(told(...session)).toEqual(begun);
  });

  it('are a copy of the window with the time of day', () => {
    const [recording] = recordingsBy(
      filezilla,
      session.map((line, index) => `10:02:${10 + index}\t${line}`).join('\n'),
    );
    expect(recording).toMatchObject({ clock: 'seconds', startedAt: null });
    expect(recording?.events.at(-1)).toMatchObject({ kind: 'reply', atMs: 9000 });
  });

  it('are the log file, with and without the number of a connection', () => {
    const file = (owner: string) => session.map(line => `2026-11-23 10:02:11 ${owner} ${line.replace('\t', ' ')}`);
    expect(told(...file('4711 1'))).toEqual(begun);
    expect(told(...file('4711'))).toEqual(begun);
  });

  it('are a copy whose tabs became spaces', () => {
    expect(told(...session.map(line => line.replace('\t', '     ')))).toEqual(begun);
  });

  it('keep the sessions of one file apart by process and connection', () => {
    const both = session.flatMap(line => [`2026-11-23 10:02:11 7 1 ${line}`, `2026-11-23 10:02:11 7 2 ${line}`]);
    expect(toldBy(filezilla, log(...both))).toEqual([begun, begun]);
  });

  it('may begin within a session', () => {
    expect(recordingsBy(filezilla, log(...session.slice(3)))[0]?.isCut.begin).toBe(true);
  });
});

describe('translated prefixes', () => {
  it.each([
    ['German', 'Status', 'Fehler', 'Befehl', 'Antwort', ':'],
    ['French', 'Statut', 'Erreur', 'Commande', 'Réponse', ' :'],
    ['French, unbreakable', 'Statut', 'Erreur', 'Commande', 'Réponse', '\u00a0:'],
    ['Italian', 'Stato', 'Errore', 'Comando', 'Risposta', ':'],
    ['Spanish', 'Estado', 'Error', 'Comando', 'Respuesta', ':'],
    ['Russian', 'Статус', 'Ошибка', 'Команда', 'Ответ', ':'],
    ['Turkish', 'Durum', 'Hata', 'Komut', 'Yanıt', ':'],
    ['Chinese', '状态', '错误', '命令', '响应', ':'],
    ['Chinese with a wide colon', '狀態', '錯誤', '指令', '回應', '：'],
    ['Japanese', '状態', 'エラー', 'コマンド', 'レスポンス', ':'],
    ['Vietnamese', 'Tình trạng', 'Lỗi', 'Lệnh', 'Trả về', ':'],
  ])('are read: %s', (_, status, error, command, response, colon) => {
    const lines = [
      `${status}${colon}\t203.0.113.2:21...`,
      `${status}${colon}\t— ...`,
      `${response}${colon}\t220 ready`,
      `${command}${colon}\tPORT 198,51,100,2,195,149`,
      `${error}${colon}\tECONNRESET - …`,
    ];
    expect(notUnderstoodBy(filezilla, log(...lines))).toEqual([]);
    expect(told(...lines)).toEqual([
      'connecting 203.0.113.2:21',
      'connected 203.0.113.2:21',
      '< 220 ready',
      '> PORT 198,51,100,2,195,149',
      'control-ended reset (ECONNRESET)',
    ]);
  });

  it('are read without a colon before a tab, as in Polish', () => {
    expect(told('Polecenie:\tPASV', 'Odpowiedź\t227 (192,0,2,2,156,64)')).toEqual([
      '> PASV',
      '< 227 (192,0,2,2,156,64)',
    ]);
  });
});

describe('translated messages are understood by where they stand', () => {
  const german = (...lines: string[]) =>
    told(...session.map(line => line.replace(/^Response/, 'Antwort').replace(/^Command/, 'Befehl')), ...lines).slice(
      begun.length,
    );

  it('an unroutable address that is replaced', () => {
    const text =
      'Vom Server gesendete Adresse für den Passiv-Modus ist nicht routingfähig. Benutze stattdessen die Serveradresse.';
    expect(german(`Status:\t${text}`)).toEqual([`said passive-address-replaced: ${text}`]);
  });

  it('an unroutable address that is not', () => {
    const text =
      'Vom Server gesendete Adresse für den Passiv-Modus ist nicht routingfähig. Passiv-Modus fehlgeschlagen.';
    expect(german(`Fehler:\t${text}`)).toEqual([`said passive-address-unroutable: ${text}`]);
  });

  it.each([
    'Zeitüberschreitung der Verbindung nach 20 Sekunden Inaktivität',
    'Connection interrompue après 20 secondes d’inactivité',
    'Соединение прервано после 20 секунд неактивности',
    'İşlem 20 saniye içinde yapılamadığından bağlantı kesildi',
    '20 másodperc után időtúllépés a kapcsolatban',
    '在 20 秒不活动后连接超时',
  ])('a limit that ran out: %s', text => {
    const lines = log(...session, 'Befehl:\tLIST', `Fehler:\t${text}`);
    const ended = recordingsBy(filezilla, lines)[0]?.events.at(-1);
    expect(ended).toMatchObject({ kind: 'control-ended', failure: { kind: 'timeout', limitMs: 20_000 } });
  });

  it('a data connection that was refused', () => {
    expect(
      german('Befehl:\tLIST', 'Fehler:\tDie Datenverbindung konnte nicht hergestellt werden: ECONNREFUSED - …'),
    ).toEqual(['> LIST', 'data-failed client ? refused (ECONNREFUSED)']);
  });

  it('a listing that succeeded', () => {
    const text = 'Anzeigen des Verzeichnisinhalts für "/" abgeschlossen';
    expect(german('Befehl:\tMLSD', 'Antwort:\t226 ok', `Status:\t${text}`).at(-1)).toBe(
      `said transfer-succeeded: ${text}`,
    );
  });

  it('TLS that came about', () => {
    const lines = [
      'Befehl:\tAUTH TLS',
      'Antwort:\t234 ok',
      'Status:\tInitialisiere TLS...',
      'Status:\tTLS-Verbindung hergestellt.',
    ];
    expect(told('Antwort:\t220 ready', ...lines).at(-1)).toBe('tls-started control ?');
  });
});
